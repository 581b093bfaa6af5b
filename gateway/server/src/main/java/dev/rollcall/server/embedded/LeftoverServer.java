package dev.rollcall.server.embedded;

import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The PostgreSQL of a gateway that was killed: it lives on without its parent and must go before the next one starts. */
final class LeftoverServer {

    private static final Logger LOG = LoggerFactory.getLogger(LeftoverServer.class);

    private LeftoverServer() {}

    /** Stops the server, if it runs. The caller knows that no living gateway owns it. */
    static void stop(ServerProcess server) {
        Optional<ProcessHandle> leftover = server.find();
        if (leftover.isEmpty()) {
            return;
        }
        LOG.warn("The last run was killed and left its PostgreSQL running: it is stopped now, no data is lost");
        try {
            server.stop();
        } catch (IOException e) {
            throw cannotStop(leftover.get().pid(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cannotStop(leftover.get().pid(), e);
        }
    }

    private static EmbeddedDatabaseException cannotStop(long pid, Exception cause) {
        return new EmbeddedDatabaseException(
                "A PostgreSQL of an earlier run is still running as process " + pid
                        + " and could not be stopped. End it by hand (kill " + pid + ") and try again.",
                cause);
    }
}
