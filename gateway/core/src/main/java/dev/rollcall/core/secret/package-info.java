/**
 * Keys and what is sealed with them: the current one makes, former ones are still read. Holds no SQL and knows nothing of what is sealed.
 * Start reading at {@link dev.rollcall.core.secret.Keys}.
 */
@NullMarked
package dev.rollcall.core.secret;

import org.jspecify.annotations.NullMarked;
