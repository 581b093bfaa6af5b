package dev.rollcall.server.node;

import dev.rollcall.core.store.DatabaseUrl;
import dev.rollcall.core.store.KeyCheck;
import dev.rollcall.server.auth.ServerKey;

/** Holds whoever works on a database to the key that it was set up with. */
public final class DatabaseKey {

    private DatabaseKey() {}

    /**
     * With another key every credential would be unknown, and every identity provider refused without a word why. Blocks: not for an
     * event loop.
     *
     * @throws StartException it is another key, or the database cannot be reached
     */
    public static void require(DatabaseUrl database, ServerKey key) {
        try {
            if (KeyCheck.isOfThisDatabase(database, key.checkValue())) {
                return;
            }
        } catch (IllegalStateException e) {
            throw new StartException(String.valueOf(e.getMessage()), e);
        }
        throw new StartException("The key in secret.file is not the one that the database " + database
                + " was set up with: no credential of a directory would be known any more. Set secret.file to the key"
                + " of the other gateways, or of the backup. If that key is lost, start once with --replace-key, and"
                + " issue all credentials anew.");
    }
}
