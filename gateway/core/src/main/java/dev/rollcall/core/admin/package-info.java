/**
 * What is set up before an IdP sends its first request: organisations, their domains and directories, role assignments and
 * credentials. Holds no rule about members, and no HTTP. Imports {@code core.command}, {@code core.model}, {@code core.store} and
 * {@code scim}. Rooms: {@code demo}, {@code directory}. Start reading at {@link dev.rollcall.core.admin.Organisations}, then
 * {@link dev.rollcall.core.admin.directory.Credentials}.
 */
@NullMarked
package dev.rollcall.core.admin;

import org.jspecify.annotations.NullMarked;
