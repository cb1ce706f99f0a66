# Sourced by the findings: Maven packages, a Java program over them, and what it must print.
# The work folder $work is removed at the end, and the caller's folder is in $findings.

findings=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
cd "$work"

# packages GROUP:ARTIFACT:VERSION[:CLASSIFIER]...: resolves them, as Maven is set up here.
packages() {
    {
        echo '<project><modelVersion>4.0.0</modelVersion><groupId>finding</groupId>'
        echo '<artifactId>finding</artifactId><version>1</version><packaging>pom</packaging>'
        echo '<dependencies>'
        for package in "$@"; do
            echo "$package" | awk -F: '{
                printf "<dependency><groupId>%s</groupId><artifactId>%s</artifactId>", $1, $2
                printf "<version>%s</version>", $3
                if (NF > 3) printf "<classifier>%s</classifier>", $4
                print "</dependency>" }'
        done
        echo '</dependencies></project>'
    } >pom.xml
    echo "packages: $*"
    mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath \
        -Dmdep.outputFile=classpath >maven.log 2>&1 || {
        echo "Maven cannot resolve the packages:"
        grep ERROR maven.log | head -3
        exit 1
    }
}

# program SOURCE...: compiles Java files over the packages.
program() {
    mkdir -p classes
    javac --release 17 -nowarn -cp "$(cat classpath)" -d classes "$@" 2>javac.log || {
        cat javac.log
        exit 1
    }
}

# run [JVM OPTION...] CLASS [ARGUMENT...]: runs it and shows what it prints; errors are kept apart.
run() {
    timeout 300 java -cp "classes:$(cat classpath)" "$@" >output 2>errors || {
        cat output
        tail -20 errors
        echo "CHANGED: the program failed"
        exit 1
    }
    cat output
}

# expect PATTERN...: each must match a whole line of what was printed.
expect() {
    for pattern in "$@"; do
        grep -qxE -- "$pattern" output || {
            echo "CHANGED: no line is: $pattern"
            exit 1
        }
    done
    echo "as found"
}
