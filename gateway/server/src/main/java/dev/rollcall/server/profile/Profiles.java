package dev.rollcall.server.profile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.core.admin.directory.Directory;
import dev.rollcall.core.admin.directory.DirectoryProfiles.Version;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.server.http.Problem;
import dev.rollcall.spi.profile.ClientProfile;
import dev.rollcall.spi.profile.ProfileReader;
import dev.rollcall.spi.profile.problem.ProfileException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the profile with which the requests of a directory are read: its own, or that of its provider. */
public final class Profiles {

    private static final Logger LOG = LoggerFactory.getLogger(Profiles.class);

    private final ProfileReader reader;

    public Profiles(ProfileReader reader) {
        this.reader = reader;
    }

    /** Reads documents. */
    public ProfileReader reader() {
        return reader;
    }

    /**
     * Reads a document of an administrator.
     *
     * @throws dev.rollcall.server.http.Problem.ProblemException 400 with every fault: it cannot be used
     */
    public ClientProfile read(JsonNode document, Directory directory, List<ResourceType> types) {
        try {
            return reader.read(document, directory.provider(), types);
        } catch (ProfileException e) {
            throw Problem.badRequest("The profile cannot be used; the one in force stays. " + e.getMessage())
                    .exception();
        }
    }

    /** The profile in force. One that this build cannot use any more, which was made by another, is told and stands back. */
    public ClientProfile running(Directory directory, Optional<Version> stored) {
        if (stored.isEmpty()) {
            return reader.ofProvider(directory.provider());
        }
        try {
            return reader.readAgain(stored.get().document(), directory.provider());
        } catch (ProfileException e) {
            LOG.atWarn()
                    .addKeyValue("directory", directory.id())
                    .addKeyValue("number", stored.get().number())
                    .addKeyValue("reason", e.getMessage())
                    .log("the directory's profile cannot be used; it is read as its provider's until the profile is"
                            + " set again");
            return reader.ofProvider(directory.provider());
        }
    }
}
