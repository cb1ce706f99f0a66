#!/bin/sh
# A job jar with libraries under lib/ leaves a copy of each in the JobManager's temporary folder,
# for each submission by REST or by the web page, until the process ends.
#
# One would guess: what is unpacked to start a job is removed when it runs or ends; FLINK-21164 says
# that it is.
# What happens: a request to /jars/ID/run unpacks the jar twice. One copy feeds the configuration's
# pipeline.jars and nobody closes it; the other one runs main and is closed. The files go with an
# orderly end of the process (File.deleteOnExit, which also keeps their names in the heap), and stay
# after a kill.
# Put libraries into Flink's own lib/, or shade them, or run from the command line.
#
# Who is hit: session clusters that get jobs often. A job jar of 145 MB in 45 libraries leaves
# 145 MB per submission.
# Versions: flink-runtime-web and flink-clients 2.2.1, JDK 17.
# Source: JarHandlerUtils.JarHandlerContext.applyToConfiguration builds a PackagedProgram that it
# does not close; FLINK-21164 closed the other one alone.
#
# Seen on 2026-11-29 (a jar with five libraries):
#   after run 1: 5 library jars in the temporary folder
#   after run 2: 10 library jars in the temporary folder
#   after run 3: 15 library jars in the temporary folder
#   after the end of the cluster: 15 library jars in the temporary folder
set -eu
. "$(dirname "$0")/lib/java.sh"

packages \
    org.apache.flink:flink-streaming-java:2.2.1 org.apache.flink:flink-clients:2.2.1 \
    org.apache.flink:flink-runtime-web:2.2.1 org.slf4j:slf4j-nop:1.7.36

cat >Work.java <<'JAVA'
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** A job that ends at once. */
public class Work {
    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.fromSequence(1, 10).sinkTo(new DiscardingSink<>());
        env.execute("work");
    }
}
JAVA
cat >Submit.java <<'JAVA'
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;

/** Uploads one jar to a cluster's REST server and runs it three times. */
public class Submit {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    public static void main(String[] args) throws Exception {
        Configuration settings = new Configuration();
        settings.setString("rest.bind-port", "0");
        settings.setString("rest.port", "0");
        MiniClusterConfiguration shape =
                new MiniClusterConfiguration.Builder().setConfiguration(settings).build();
        try (MiniCluster cluster = new MiniCluster(shape)) {
            cluster.start();
            URI rest = cluster.getRestAddress().get();
            System.out.println("at first: " + left());
            String jar = field(upload(rest, Path.of(args[0])), "filename");
            jar = jar.substring(jar.lastIndexOf('/') + 1);
            for (int i = 1; i <= 3; i++) {
                String answer = post(HttpRequest.newBuilder(rest.resolve("/v1/jars/" + jar + "/run?entry-class=Work"))
                        .POST(HttpRequest.BodyPublishers.ofString("{}"))
                        .header("Content-Type", "application/json"));
                JobID job = JobID.fromHexString(field(answer, "jobid"));
                cluster.requestJobResult(job).get();
                System.out.println("after run " + i + ": " + left());
            }
        }
        System.out.println("after the end of the cluster: " + left());
    }

    static String left() throws Exception {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            long count = files.filter(file -> file.toString().contains("lib_library-")).count();
            return count + " library jars in the temporary folder";
        }
    }

    static String upload(URI rest, Path jar) throws Exception {
        String border = "border";
        byte[] head = ("--" + border + "\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\"work.jar\"\r\n"
                + "Content-Type: application/x-java-archive\r\n\r\n").getBytes();
        byte[] end = ("\r\n--" + border + "--\r\n").getBytes();
        return post(HttpRequest.newBuilder(rest.resolve("/v1/jars/upload"))
                .header("Content-Type", "multipart/form-data; boundary=" + border)
                .POST(HttpRequest.BodyPublishers.concat(
                        HttpRequest.BodyPublishers.ofByteArray(head),
                        HttpRequest.BodyPublishers.ofFile(jar),
                        HttpRequest.BodyPublishers.ofByteArray(end))));
    }

    static String post(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> answer =
                HTTP.send(request.timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    static String field(String json, String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
        if (!matcher.find()) {
            throw new IllegalStateException("no " + name + " in " + json);
        }
        return matcher.group(1);
    }
}
JAVA
program Work.java
mkdir -p job/lib library tmp
echo "a library" >library/text
for i in 1 2 3 4 5; do
    jar --create --file "job/lib/library-$i.jar" -C library text
done
jar --create --file work.jar -C classes Work.class -C job lib
program Submit.java
run --add-opens java.base/java.util=ALL-UNNAMED -Djava.io.tmpdir="$work/tmp" Submit work.jar
expect 'at first: 0 library jars in the temporary folder' \
    'after run 1: 5 library jars in the temporary folder' \
    'after run 3: 15 library jars in the temporary folder' \
    'after the end of the cluster: 15 library jars in the temporary folder'
