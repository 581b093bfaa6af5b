package dev.rollcall.core.read.sql;

import java.util.List;
import java.util.function.Supplier;

/** A way in which an index finds the resources that a filter may match; the exact condition is always applied as well. */
public sealed interface Lookup {

    /**
     * By a key of the table itself, which the condition of the filter names: few rows, whatever the size of the directory.
     *
     * @param ids tells their ids, where they are to be joined with others
     */
    record Key(Supplier<String> ids) implements Lookup {}

    /**
     * By ids that a subquery tells.
     *
     * @param wide whether there may be as many as the directory has, so that they are counted first
     */
    record Among(String ids, boolean wide) implements Lookup {}

    /**
     * By a stretch of an ordered index, which may hold nothing or everybody.
     *
     * @param inDirectory the directory, in the words of the index
     * @param order what the index orders by
     * @param within the condition under which a row {@code r} is in it
     * @param outside conditions each of which is another stretch of the same index; together all other rows
     * @param exact whether a row in it matches the filter
     */
    record Stretch(String inDirectory, String order, String within, List<String> outside, boolean exact)
            implements Lookup {}
}
