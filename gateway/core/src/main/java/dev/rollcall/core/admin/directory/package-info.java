/**
 * Directories as administrators set them up: authentication, credentials, profile, schemas, traffic. Start reading at {@code
 * Directories}.
 */
@NullMarked
package dev.rollcall.core.admin.directory;

import org.jspecify.annotations.NullMarked;
