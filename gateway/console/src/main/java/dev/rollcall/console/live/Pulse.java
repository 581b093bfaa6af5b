package dev.rollcall.console.live;

import io.vertx.core.Future;
import java.util.Map;
import java.util.Set;

/** Finds out cheaply whether there is anything new to show. */
@FunctionalInterface
public interface Pulse {

    /**
     * The mark of each subject: another one as soon as anything has changed that a page may show of it, and the same until then. A
     * subject that is gone has none.
     */
    Future<Map<Subject, Long>> marks(Set<Subject> subjects);
}
