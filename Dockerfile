# The portal on a JRE, with a sandbox for tools and a cache that halves its start. Tools are not in it: which ones, and which
# versions, is the operator's choice. docs/operations.md says what a container has to allow.

FROM eclipse-temurin:25-jdk AS build
WORKDIR /build
COPY .mvn .mvn
COPY mvnw pom.xml ./
RUN ./mvnw -B -q dependency:go-offline
COPY src/main src/main
RUN ./mvnw -B -q package -Dmaven.test.skip=true \
    && java -Djarmode=tools -jar target/groundplan.jar extract --destination /app

FROM eclipse-temurin:25-jre
RUN apt-get update \
    && apt-get install -y --no-install-recommends bubblewrap curl git openssh-client \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --home-dir /var/lib/groundplan --create-home --shell /usr/sbin/nologin groundplan
WORKDIR /app
COPY --from=build /app ./
COPY templates-catalog /usr/share/groundplan/templates-catalog
# The training run starts the portal against a throw-away database and stops when it is up. The cache holds only for this JRE,
# this class path and the same garbage collector, so it is made here and not in the stage above.
RUN java -XX:AOTCacheOutput=groundplan.aot -XX:+UseSerialGC -Dspring.context.exit=onRefresh -jar groundplan.jar \
        --groundplan.data=/tmp/training --groundplan.sandbox=off --server.port=0 \
    && rm -rf /tmp/training

USER groundplan
VOLUME /var/lib/groundplan
EXPOSE 8080
ENV GROUNDPLAN_DATA=/var/lib/groundplan \
    GROUNDPLAN_CATALOG_FOLDERS=/usr/share/groundplan/templates-catalog \
    SERVER_ADDRESS=0.0.0.0
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 \
    CMD ["curl", "--fail", "--silent", "--output", "/dev/null", "http://127.0.0.1:8080/actuator/health/liveness"]
ENTRYPOINT ["java", "-XX:AOTCache=/app/groundplan.aot", "-XX:+UseSerialGC", "-Xms32m", "-XX:MaxRAMPercentage=60", "-jar", "/app/groundplan.jar"]
