package freshet.gateway.http;

import freshet.gateway.settings.SettingException;
import java.net.BindException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;

/** Why the server cannot listen where its settings say. */
final class ListenFailure {
    private ListenFailure() {}

    /** What a person should read about it. */
    static SettingException of(HttpSettings settings, Exception e) {
        String place = settings.host() + ":" + settings.port();
        if (e instanceof UnresolvedAddressException || e.getCause() instanceof UnresolvedAddressException) {
            return new SettingException(
                    "http.host is " + settings.host() + ", a name without an address; give an address of this machine",
                    e);
        }
        Throwable cause = e.getCause() instanceof SocketException ? e.getCause() : e;
        if (cause instanceof BindException && String.valueOf(cause.getMessage()).contains("in use")) {
            return new SettingException(
                    "another program listens on " + place + "; stop it, or give another http.port", e);
        }
        if (cause instanceof UnknownHostException || cause instanceof SocketException) {
            return new SettingException(
                    "cannot listen on " + place + ": " + cause.getMessage()
                            + "; http.host must be an address of this machine, and ports below 1024 need rights",
                    e);
        }
        return new SettingException("cannot listen on " + place + ": " + e.getMessage(), e);
    }
}
