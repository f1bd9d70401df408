import { type Abstract, type FactoryProvider, type Type } from '@nestjs/common';

type Token<T> = Type<T> | Abstract<T>;

/** A provider made by a function from other providers, with the types of both checked. */
export const provide = <Made, const Given extends readonly unknown[]>(
  token: Token<Made>,
  given: { readonly [Index in keyof Given]: Token<Given[Index]> },
  make: (...given: Given) => Made | Promise<Made>,
): FactoryProvider => ({
  provide: token,
  inject: [...given],
  useFactory: (...made: unknown[]) => make(...(made as unknown as Given)),
});
