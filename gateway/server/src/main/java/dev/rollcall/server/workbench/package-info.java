/**
 * The workbench of a profile: what recorded requests would do under another one, and which lines of a profile would mend those that failed. Nothing is
 * written. May import {@code trace}, {@code scim}, {@code profile} and {@code api} of the server; nothing imports it but the node. Start reading at
 * {@link dev.rollcall.server.workbench.WorkbenchArea}.
 */
@NullMarked
package dev.rollcall.server.workbench;

import org.jspecify.annotations.NullMarked;
