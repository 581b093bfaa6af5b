/**
 * The words that the audit, the seat ledger and holds are stored and told in, each with a sentence. A word never changes once it
 * was released: it stands in databases and in what applications have written. Start reading at {@code AuditAction}.
 */
@NullMarked
package dev.rollcall.core.model.word;

import org.jspecify.annotations.NullMarked;
