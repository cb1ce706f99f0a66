# The command line on a JRE: training, publishing, replaying, auditing. docker/build makes it.
FROM eclipse-temurin:17-jre

ENV OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1

# The user of the Flink image, with which it shares the model store.
RUN mkdir -p /models && chown 9999:9999 /models
COPY docker/bin/ /usr/local/bin/
COPY cli/target/image/lib/ /opt/freshet/lib/

USER 9999:9999
WORKDIR /tmp
ENTRYPOINT ["freshet"]
CMD ["--help"]
