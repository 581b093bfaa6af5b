/**
 * Transactions: a batch is loaded, decided and written, with what follows from it for others. Start reading at {@code
 * BatchTransaction}.
 */
@NullMarked
package dev.rollcall.core.store.transaction;

import org.jspecify.annotations.NullMarked;
