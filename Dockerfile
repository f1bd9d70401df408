# One image for api and worker: the command says which.
FROM node:24-bookworm-slim AS build
WORKDIR /bazaar
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev

FROM node:24-bookworm-slim
WORKDIR /bazaar
ENV NODE_ENV=production HOST=0.0.0.0
COPY --from=build --chown=node:node /bazaar/package.json ./
COPY --from=build --chown=node:node /bazaar/node_modules ./node_modules
COPY --from=build --chown=node:node /bazaar/sources.default.json ./
COPY --from=build --chown=node:node /bazaar/dist ./dist
USER node
EXPOSE 4020
CMD ["node", "dist/apps/api/src/main.js"]
