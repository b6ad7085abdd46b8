# shellcheck shell=sh
# Finds a JDK 25. To be sourced; starts no process while JAVA_HOME is one.
#
#   find_jdk [TOOL]   sets `jdk` to the home of a JDK 25 that has bin/TOOL, or fails
#   say_no_jdk        says what to do then
#
# Looks at JAVA_HOME, at the java on the PATH, and where JDKs are usually put; CREATE_DUMP_JDKS names
# a directory of JDKs to look in instead of the usual places. The version is read from the file
# `release`, which every JDK has: asking java itself takes longer than most commands.

is_jdk_25() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/$2" ] && [ -r "$1/release" ] || return 1
  while IFS= read -r line || [ -n "$line" ]; do
    case $line in
    'JAVA_VERSION="25"'* | 'JAVA_VERSION="25.'* | 'JAVA_VERSION="25-'*) return 0 ;;
    JAVA_VERSION=*) return 1 ;;
    esac
  done <"$1/release"
  return 1
}

# The home of the java on the PATH; the command there is often a link to a link.
jdk_on_path() {
  jdk=$(command -v java) || return 1
  jdk=$(readlink -f -- "$jdk") || return 1
  jdk=${jdk%/bin/java}
}

find_jdk() {
  tool=${1-java}
  jdk=${JAVA_HOME-}
  if [ -n "$jdk" ] && is_jdk_25 "$jdk" "$tool"; then return 0; fi
  if jdk_on_path && is_jdk_25 "$jdk" "$tool"; then return 0; fi
  if [ -n "${CREATE_DUMP_JDKS-}" ]; then
    set -- "$CREATE_DUMP_JDKS"/*
  else
    set -- /usr/lib/jvm/* /usr/lib64/jvm/* /usr/local/openjdk-* /opt/* /opt/java/* \
      "${HOME-}"/.sdkman/candidates/java/* "${HOME-}"/.jdks/* \
      "${HOME-}"/.local/share/mise/installs/java/* "${HOME-}"/.asdf/installs/java/* \
      /Library/Java/JavaVirtualMachines/*/Contents/Home
  fi
  for jdk; do
    if is_jdk_25 "$jdk" "$tool"; then return 0; fi
  done
  jdk=
  return 1
}

say_no_jdk() {
  {
    echo "error: create-dump needs a JDK 25, and none was found"
    echo " hint: install one (https://adoptium.net, or \`sdk install java 25-tem\`) and set JAVA_HOME to"
    echo "       its directory; JAVA_HOME is now '${JAVA_HOME-}'"
  } >&2
}
