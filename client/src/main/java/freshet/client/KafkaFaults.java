package freshet.client;

import freshet.client.ClientException.Reason;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Says in one sentence what Kafka's clients complain of, and the remedy. Immutable. */
record KafkaFaults(String bootstrapServers) {

    /** Of a topic that is looked for or read. */
    ClientException topic(String topic, Throwable fault) {
        if (fault instanceof UnknownTopicOrPartitionException) {
            return new ClientException(
                    Reason.MISSING_TOPIC,
                    "there is no topic " + topic + " at " + bootstrapServers
                            + "; create it (./freshet topics --bootstrap-servers " + bootstrapServers
                            + " --create 8, with the job's settings), or name another one in the settings",
                    fault);
        }
        return new ClientException(Reason.UNREACHABLE, "topic " + topic + " cannot be used: " + words(fault), fault);
    }

    /** Of an event that is not acknowledged. */
    ClientException notWritten(String topic, Throwable fault) {
        return new ClientException(
                Reason.NOT_WRITTEN, "the event was not written to topic " + topic + ": " + words(fault), fault);
    }

    /** Of the answers' topics, while events wait. */
    ClientException notRead(Throwable fault) {
        return new ClientException(Reason.NOT_READ, "answers cannot be read: " + words(fault), fault);
    }

    /** Of a client that cannot be made. */
    ClientException notMade(Throwable fault) {
        String cause = fault.getCause() == null ? "" : ": " + fault.getCause().getMessage();
        return new ClientException(
                Reason.UNREACHABLE,
                fault.getMessage() + cause + "; check bootstrapServers " + bootstrapServers + " and kafkaProperties",
                fault);
    }

    private String words(Throwable fault) {
        if (fault instanceof BufferExhaustedException) {
            return "the buffer of events that are not sent yet is full; look at the brokers, or raise Kafka's"
                    + " property buffer.memory";
        }
        if (fault instanceof TimeoutException && fault.getMessage().contains("not present in metadata")) {
            return "no broker tells of it; check that it exists, and that a broker runs at " + bootstrapServers;
        }
        if (fault instanceof TimeoutException) {
            return fault.getMessage() + "; check that a broker runs at " + bootstrapServers
                    + ", and Kafka's property security.protocol";
        }
        if (fault instanceof AuthenticationException) {
            return fault.getMessage() + "; check the login in Kafka's properties";
        }
        if (fault instanceof AuthorizationException) {
            return fault.getMessage() + "; grant WRITE on the topic of the events and READ on those of the answers";
        }
        return String.valueOf(fault.getMessage());
    }
}
