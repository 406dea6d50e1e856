# One image per service: build with --build-arg SERVICE=run-service, worker-service or
# scoring-service, with the root of the repository as context, after ./mvnw -Pquick package.
FROM eclipse-temurin:17-jre

ARG SERVICE
RUN groupadd --system --gid 10001 assay \
    && useradd --system --uid 10001 --gid assay --no-create-home --home-dir /app assay
WORKDIR /app

# From what changes least to what changes with every build.
COPY ${SERVICE}/target/quarkus-app/lib/ lib/
COPY ${SERVICE}/target/quarkus-app/quarkus/ quarkus/
COPY ${SERVICE}/target/quarkus-app/quarkus-run.jar ./
COPY ${SERVICE}/target/quarkus-app/app/ app/

ENV QUARKUS_HTTP_HOST=0.0.0.0 \
    QUARKUS_HTTP_PORT=8080 \
    JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=70 -XX:+ExitOnOutOfMemoryError"
EXPOSE 8080
USER assay

# The image has bash but no HTTP client. HTTP/1.0 without a Host header, so that the answer ends.
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s --retries=6 \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/${ASSAY_MANAGEMENT_PORT:-8080} && printf 'GET /q/health/ready HTTP/1.0\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200 '"]

# Exec form: SIGTERM reaches the JVM, which drains.
STOPSIGNAL SIGTERM
ENTRYPOINT ["java", "-jar", "quarkus-run.jar"]
