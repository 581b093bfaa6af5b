/**
 * Access tokens of directories: issued here, or by an issuer that the directory trusts. Start reading at {@code
 * DirectoryTokens}.
 */
@NullMarked
package dev.rollcall.server.auth.token;

import org.jspecify.annotations.NullMarked;
