# syntax=docker/dockerfile:1
# The image of docs/deployment.md: the package, with the dependency versions of package-lock.json.

FROM node:24-trixie-slim AS build
WORKDIR /checkout
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm pack --pack-destination /tmp
WORKDIR /app
RUN tar -xzf /tmp/registre-numerique-*.tgz --strip-components=1 \
 && npm ci --omit=dev --ignore-scripts

FROM node:24-trixie-slim
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=4000 \
    REGISTRE_DIR=/var/lib/registre/data \
    EXPORTS_DIR=/var/lib/registre/exports
WORKDIR /var/lib/registre
RUN chown 1000:1000 /var/lib/registre
COPY --from=build /app /app
# The user `node` of the image, as a number so that Kubernetes can verify that it is not root.
USER 1000
VOLUME /var/lib/registre
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s CMD ["node", "/app/deploy/healthcheck.js"]
ENTRYPOINT ["node", "/app/dist/src/cli/main.js"]
CMD ["serve"]
