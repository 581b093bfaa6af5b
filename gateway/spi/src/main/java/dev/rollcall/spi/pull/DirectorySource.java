package dev.rollcall.spi.pull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Opens the directory of a provider for reading. Has no state of its own; the readers that it opens have. */
public interface DirectorySource {

    /** What an administrator enters, in the order in which it is asked for. */
    List<SourceField> fields();

    /** Names of those that most administrators enter; a form shows them first. */
    default List<String> usualFields() {
        return fields().stream().map(SourceField::name).toList();
    }

    /** The field that takes the ids of the groups that are to be read, as a list; empty where groups cannot be chosen so. */
    default Optional<String> fieldOfGroups() {
        return Optional.empty();
    }

    /**
     * Looks at what was entered without a call to the provider.
     *
     * @throws SetupException a field is missing, unknown or not as it must be; names the field and what would be accepted
     */
    void validate(SourceSettings settings);

    /**
     * Opens a reader, without a call to the provider.
     *
     * @throws SetupException as {@link #validate}
     */
    SourceReader open(Vertx vertx, SourceSettings settings);

    /**
     * A domain that the organisation must have verified before this may be opened, because what was entered does not show by itself
     * whose directory it is; empty when it does.
     *
     * @throws SetupException as {@link #validate}
     */
    default Optional<String> domainToProve(SourceSettings settings) {
        return Optional.empty();
    }

    /**
     * Reads what came on a channel of a {@link SourceWatch}; empty when it is nothing of the kind. Proves nothing.
     *
     * @param header gives the value of a header; null when there is none
     */
    default Optional<Notification> notification(Function<String, @Nullable String> header, String body) {
        return Optional.empty();
    }

    /** The settings without groups that the provider has no more; the settings themselves when they name none of them. */
    default ObjectNode withoutGroups(ObjectNode settings, Collection<String> gone) {
        return settings;
    }
}
