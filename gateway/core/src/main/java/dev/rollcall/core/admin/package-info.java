/**
 * What exists before an IdP speaks: organisations, their domains and directories, role assignments and credentials. Holds no
 * rule about members, and no HTTP. Imports {@code core.model}, {@code core.rule}, {@code scim} and vertx-pg-client. Start reading at
 * {@link dev.rollcall.core.admin.Organisations}, then {@link dev.rollcall.core.admin.Credentials}.
 */
@NullMarked
package dev.rollcall.core.admin;

import org.jspecify.annotations.NullMarked;
