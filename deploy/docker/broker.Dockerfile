# ActiveMQ Artemis as the local stack runs it, with the queues of assay-broker.xml. Build with the
# root of the repository as context, after ./mvnw -Pquick package. Any other AMQP 1.0 broker with
# the same addresses will do.
FROM eclipse-temurin:17-jre

RUN groupadd --system --gid 10001 assay \
    && useradd --system --uid 10001 --gid assay --no-create-home --home-dir /app assay \
    && mkdir -p /data && chown assay:assay /data
WORKDIR /app

COPY cli/target/lib/ lib/
COPY common/src/main/resources/assay-broker.xml etc/broker.xml
COPY deploy/docker/broker-logging.properties etc/

EXPOSE 5672
VOLUME /data
USER assay

HEALTHCHECK --interval=5s --timeout=3s --start-period=30s --retries=6 \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/5672"]

# Without access control: for a network that only the services are on.
STOPSIGNAL SIGTERM
ENTRYPOINT ["java", "-Xmx512m", "-XX:+ExitOnOutOfMemoryError", \
    "-Djava.util.logging.config.file=/app/etc/broker-logging.properties", \
    "-Dassay.artemis.host=0.0.0.0", "-Dassay.artemis.port=5672", "-Dassay.artemis.data=/data", \
    "-cp", "lib/*", "org.apache.activemq.artemis.core.server.embedded.Main", "/app"]
