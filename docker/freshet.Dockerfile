# The command line on a JRE: training, publishing, replaying, auditing. Built from the repository's root, after
# mvn -DskipTests -Pimages package, which puts the libraries into cli/target/image:
#   docker build -f docker/freshet.Dockerfile -t freshet .
FROM eclipse-temurin:17-jre

ENV OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1

# The user of the Flink image, with which it shares the model store.
RUN mkdir -p /models && chown 9999:9999 /models
COPY cli/target/image/lib/ /opt/freshet/lib/

USER 9999:9999
WORKDIR /tmp
ENTRYPOINT ["java", "--add-modules", "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED", "-XX:MaxRAMPercentage=75", "-Dfreshet.log=/tmp/freshet.log", "-cp", "/opt/freshet/lib/*", "freshet.cli.Freshet"]
CMD ["--help"]
