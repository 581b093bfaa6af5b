package dev.rollcall.server.node;

import dev.rollcall.core.store.DatabaseUrl;
import dev.rollcall.core.store.KeyCheck;
import dev.rollcall.server.auth.ServerKey;

/** Makes sure that every process that works on a database has the key that is in use on it. */
public final class DatabaseKey {

    private DatabaseKey() {}

    /**
     * The keys with the one that is in use as the current one. With another key every credential would be unknown, and every identity
     * provider refused without a word why. Blocks: not for an event loop.
     *
     * @throws StartException the key in use is not among these, or the database cannot be reached
     */
    public static ServerKey require(DatabaseUrl database, ServerKey keys) {
        byte[] inUse;
        try {
            inUse = KeyCheck.inUse(database, keys.checkValue());
        } catch (IllegalStateException e) {
            throw new StartException(String.valueOf(e.getMessage()), e);
        }
        return keys.using(inUse)
                .orElseThrow(
                        () -> new StartException("The key in secret.file is not the one that the database " + database
                                + " is used with (" + ServerKey.idOf(inUse)
                                + "): no credential of a directory would be recognised any more. Set secret.file to "
                                + "the key"
                                + " file of the other gateways, or of the backup. If that key is lost, start once with"
                                + " --replace-key, and issue all credentials again."));
    }
}
