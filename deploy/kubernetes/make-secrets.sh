#!/bin/sh
# Makes the secrets that deploy/kubernetes names, with random values, in a namespace; what is there stays.
# For those who have nothing that makes secrets for them: docs/kubernetes.md lists what each is for.
# The passwords of a PostgreSQL and a broker that are there already are yours to put in.
#   make-secrets.sh [NAMESPACE]
set -eu
namespace=${1:-assay}

# put NAME KEY [--from-literal=KEY=VALUE]: the value of the first key on standard input, as on a command
# line others could read it.
put() {
  name=$1 key=$2
  shift 2
  if kubectl --namespace "$namespace" get secret "$name" >/dev/null 2>&1; then
    echo "$name is there"
  else
    kubectl --namespace "$namespace" create secret generic "$name" --from-file="$key"=/dev/stdin "$@"
  fi
}

password() { openssl rand -hex 24 | tr -d '\n'; }

password | put assay-database password
password | put assay-database-owner password
password | put assay-broker password --from-literal=user=assay
openssl rand -base64 32 | tr -d '\n' | put assay-master-key key
printf 'as_%s' "$(openssl rand -hex 32)" | put assay-bootstrap key
# Of the PostgreSQL of overlays/dev only: its superuser, as which nothing works.
password | put assay-postgres password
