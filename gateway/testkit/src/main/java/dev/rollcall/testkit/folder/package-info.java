/**
 * What tests put into the temporary folder, and take away again. Imports nothing. Start reading at
 * {@link dev.rollcall.testkit.folder.TestFolder}.
 */
@NullMarked
package dev.rollcall.testkit.folder;

import org.jspecify.annotations.NullMarked;
