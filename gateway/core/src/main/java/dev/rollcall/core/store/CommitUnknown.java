package dev.rollcall.core.store;

/**
 * The connection broke while COMMIT was under way. The batch must not be tried again: it may have been committed. The client is
 * told to repeat its request, and then sees whether it had taken effect.
 */
public final class CommitUnknown extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CommitUnknown(Throwable cause) {
        super("whether the commit took effect is not known", cause);
    }
}
