package dev.rollcall.server.cli.local;

import dev.rollcall.core.store.DatabaseUrl;
import dev.rollcall.core.store.KeyCheck;
import dev.rollcall.server.auth.OwnerOnly;
import dev.rollcall.server.auth.ServerKey;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** The options of {@code up} and {@code serve} about the key of the installation, and the checks of that key. */
final class KeyOptions {

    private static final Logger LOG = LoggerFactory.getLogger(KeyOptions.class);

    @Option(
            names = "--replace-key",
            description =
                    "The former key is lost: continue with this one. Every credential, token and session made with"
                            + " the former key becomes invalid and has to be issued again.")
    private boolean replace;

    /** Warns of a key that others can read, and has the database know a key that is to take the place of a lost one. */
    ServerKey prepared(DatabaseUrl database, Path file, ServerKey key) {
        OwnerOnly.exposure(file).ifPresent(LOG::warn);
        if (replace) {
            KeyCheck.replace(database, key.checkValue());
            LOG.warn("the key of this database was replaced; what was made with the former one is not known any more");
        }
        return key;
    }
}
