package freshet.cli.serve;

import java.util.function.Consumer;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;

/**
 * Also tells the user what a package of this process writes into the log, as long as it is open.
 * Threads may log at the same time.
 */
final class LogEcho implements AutoCloseable {
    private final Logger logger;
    private final Echo echo;

    /**
     * @param name of the package
     * @param say is given each line, on the thread that logs it
     */
    LogEcho(String name, Consumer<String> say) {
        logger = LoggerContext.getContext(false).getLogger(name);
        echo = new Echo(LogEcho.class.getName() + " " + name, say);
        echo.start();
        logger.addAppender(echo);
        Configurator.setLevel(name, Level.INFO); // of all loggers in the package
    }

    @Override
    public void close() {
        logger.removeAppender(echo);
        echo.stop();
    }

    private static final class Echo extends AbstractAppender {
        private final Consumer<String> say;

        /** @param name no other appender's: Log4j would take that one */
        Echo(String name, Consumer<String> say) {
            super(name, null, null, true, Property.EMPTY_ARRAY);
            this.say = say;
        }

        @Override
        public void append(LogEvent event) {
            say.accept(event.getMessage().getFormattedMessage());
        }
    }
}
