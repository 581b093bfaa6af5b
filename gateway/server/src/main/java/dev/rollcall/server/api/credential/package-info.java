/**
 * The part of the admin API that is about how a directory's client authenticates. Start reading at {@code CredentialArea}.
 */
@NullMarked
package dev.rollcall.server.api.credential;

import org.jspecify.annotations.NullMarked;
