/**
 * The words in which the audit, the seat ledger and holds are stored and shown, each with a sentence that explains it. A word never
 * changes once it has been released, because databases and the code of applications contain it. Start reading at
 * {@code AuditAction}.
 */
@NullMarked
package dev.rollcall.core.model.word;

import org.jspecify.annotations.NullMarked;
