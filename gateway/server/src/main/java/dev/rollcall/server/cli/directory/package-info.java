/**
 * Commands about one directory: its life, roles, guard, profile, source and credentials. Start reading at {@code
 * DirectoryCommand}.
 */
@NullMarked
package dev.rollcall.server.cli.directory;

import org.jspecify.annotations.NullMarked;
