package dev.rollcall.spi.profile.problem;

import java.util.List;
import java.util.stream.Collectors;

/** A profile that cannot be used, with every reason that was found. Cheap: it has no stack trace. */
public final class ProfileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** More reasons than these help nobody. */
    private static final int TOLD = 10;

    private final transient List<ProfileError> errors;

    public ProfileException(List<ProfileError> errors) {
        super(text(errors), null, false, false);
        this.errors = List.copyOf(errors);
    }

    /** In the order of the document; at least one. */
    public List<ProfileError> errors() {
        return errors;
    }

    private static String text(List<ProfileError> errors) {
        String told = errors.stream().limit(TOLD).map(ProfileError::text).collect(Collectors.joining(" "));
        int more = errors.size() - TOLD;
        return more > 0 ? told + " And " + more + " more." : told;
    }
}
