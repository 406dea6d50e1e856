{{/* REGISTRY/REPOSITORY:TAG or @DIGEST of one service. */}}
{{- define "assay.image" -}}
{{- with .all.registry }}{{ . }}/{{ end }}{{ .one.repository }}
{{- if .one.digest }}@{{ .one.digest }}{{ else }}:{{ .all.tag | default .version }}{{ end }}
{{- end -}}

{{/* PostgreSQL over TLS: for the reactive pools, and for the migration. */}}
{{- define "assay.database-tls" -}}
QUARKUS_DATASOURCE_REACTIVE_POSTGRESQL_SSL_MODE: verify-full
QUARKUS_DATASOURCE_REACTIVE_HOSTNAME_VERIFICATION_ALGORITHM: HTTPS
QUARKUS_DATASOURCE_REACTIVE_TRUST_CERTIFICATE_PEM: "true"
QUARKUS_DATASOURCE_REACTIVE_TRUST_CERTIFICATE_PEM_CERTS: /etc/assay/database-ca/ca.crt
QUARKUS_DATASOURCE_JDBC_URL: "jdbc:postgresql://${assay.db.host}:${assay.db.port}/${assay.db.name}?tcpKeepAlive=true&connectTimeout=10&sslmode=verify-full&sslrootcert=/etc/assay/database-ca/ca.crt"
{{- end -}}

{{/* Headers of what stands in front. */}}
{{- define "assay.behind-proxy" -}}
QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING: "true"
QUARKUS_HTTP_PROXY_ALLOW_X_FORWARDED: "true"
QUARKUS_HTTP_PROXY_TRUSTED_PROXIES: {{ ternary .Values.gateway.trustedProxies .Values.ingress.trustedProxies .Values.gateway.enabled | quote }}
{{- end -}}
