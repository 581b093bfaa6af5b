/**
 * Keys, and the encryption of secrets with them: new values use the current key, and values of former keys can still be read. Holds
 * no SQL and knows nothing about the secrets that it seals. Start reading at {@link dev.rollcall.core.secret.Keys}.
 */
@NullMarked
package dev.rollcall.core.secret;

import org.jspecify.annotations.NullMarked;
