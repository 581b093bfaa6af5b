/**
 * Directories as the admin API shows them.
 */
@NullMarked
package dev.rollcall.console.api.directory;

import org.jspecify.annotations.NullMarked;
