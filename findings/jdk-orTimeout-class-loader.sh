#!/bin/sh
# The first class loader from which CompletableFuture.orTimeout (or completeOnTimeout, or
# delayedExecutor) is called is kept for the life of the JVM.
#
# One would guess: once the futures are done, nothing of the caller stays; and a host that sets the
# thread's context class loader back, or never sets it, is safe.
# What happens: the JDK starts its one timer thread at the first use, and the thread inherits from
# the caller. On JDK 17 the inherited access control context holds the protection domain of the
# calling class and with it its loader, whatever the context class loader is. On JDK 25 that way is
# gone, but the context class loader at that moment is kept still.
# Remedy: the host uses a timer once, on its own behalf, before it loads the first plugin.
#
# Who is hit: hosts of plugins that are unloaded, such as Flink session clusters and application
# servers. A heap dump blames a thread of the JDK, "CompletableFutureDelayScheduler".
# Versions: OpenJDK 17.0.15; Temurin 25.0.3 where FINDING_JDK25 names its folder.
#
# Seen on 2026-11-29 (three loaders, one after the other):
#   JDK 17, context class loader of the plugin: kept freed freed
#   JDK 17, context class loader of the host: kept freed freed
#   JDK 17, context class loader of the host, which used a timer before: freed freed freed
#   JDK 25, context class loader of the plugin: kept freed freed
#   JDK 25, context class loader of the host: freed freed freed
set -eu
. "$(dirname "$0")/lib/java.sh"

cat >Plugin.java <<'JAVA'
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

public class Plugin implements Runnable {
    @Override
    public void run() {
        CompletableFuture.runAsync(() -> {}).orTimeout(1, TimeUnit.SECONDS).join();
        new CompletableFuture<String>().completeOnTimeout("late", 1, TimeUnit.MILLISECONDS).join();
    }
}
JAVA
cat >Host.java <<'JAVA'
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

public class Host {
    public static void main(String[] args) throws Exception {
        boolean pluginsContext = args[0].equals("plugin");
        boolean timerBefore = args[0].equals("before");
        if (timerBefore) {
            new CompletableFuture<String>().completeOnTimeout("late", 1, TimeUnit.MILLISECONDS).join();
        }
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            loaders.add(use(pluginsContext));
        }
        StringBuilder line = new StringBuilder("JDK " + Runtime.version().feature() + ", context class loader of the "
                + (pluginsContext ? "plugin:" : "host" + (timerBefore ? ", which used a timer before:" : ":")));
        for (WeakReference<ClassLoader> loader : loaders) {
            for (int i = 0; i < 20 && loader.get() != null; i++) {
                System.gc();
                Thread.sleep(50);
            }
            line.append(loader.get() == null ? " freed" : " kept");
        }
        System.out.println(line);
    }

    static WeakReference<ClassLoader> use(boolean pluginsContext) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader host = thread.getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {Path.of("plugin/").toUri().toURL()}, host)) {
            thread.setContextClassLoader(pluginsContext ? loader : host);
            ((Runnable) loader.loadClass("Plugin").getConstructor().newInstance()).run();
            return new WeakReference<>(loader);
        } finally {
            thread.setContextClassLoader(host);
        }
    }
}
JAVA
mkdir plugin host
javac --release 17 -d plugin Plugin.java
javac --release 17 -d host Host.java
for context in plugin host before; do
    java -cp host Host "$context" >>output
    [ -z "${FINDING_JDK25:-}" ] || "$FINDING_JDK25/bin/java" -cp host Host "$context" >>output
done
sort -o output output
cat output
expect 'JDK 17, context class loader of the plugin: kept freed freed' \
    'JDK 17, context class loader of the host: kept freed freed' \
    'JDK 17, context class loader of the host, which used a timer before: freed freed freed'
[ -z "${FINDING_JDK25:-}" ] || expect 'JDK 25, context class loader of the plugin: kept freed freed' \
    'JDK 25, context class loader of the host: freed freed freed'
