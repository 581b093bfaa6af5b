/**
 * Temporary folders of tests, which are removed again. Imports nothing. Start reading at
 * {@link dev.rollcall.testkit.folder.TestFolder}.
 */
@NullMarked
package dev.rollcall.testkit.folder;

import org.jspecify.annotations.NullMarked;
