package dev.rollcall.server.cli.kit;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rollcall.server.auth.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code up} tells the other commands, in a file that only its owner may read. It holds secrets in plain text: it exists for
 * local development only.
 *
 * @param url where the gateway serves, without slash at the end
 * @param managementUrl where it answers health checks and metrics
 * @param adminToken for the admin API
 * @param played the company that is played for a provider whose directory is read; null when none is
 */
public record LocalState(
        String url,
        String managementUrl,
        String adminToken,
        List<LocalDirectory> directories,
        @Nullable PlayedCompany played) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** One directory of the demo organisation and the credential that {@code up} issued for it. */
    public record LocalDirectory(String provider, String name, String id, String url, String credential) {}

    /** Where a company that is played can be told what happens in it. */
    public record PlayedCompany(String provider, String url, String token) {}

    public LocalState {
        directories = List.copyOf(directories);
    }

    /** The state that the last {@code up} wrote; empty when there was none, or one of another version. */
    public static Optional<LocalState> read(Path file) {
        try {
            return Files.exists(file) ? Optional.of(JSON.readValue(file.toFile(), LocalState.class)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    public void write(Path file) {
        try {
            OwnerOnly.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file + " cannot be written.", e);
        }
    }

    public Optional<LocalDirectory> directory(String provider) {
        return directories.stream()
                .filter(directory -> directory.provider().equals(provider))
                .findFirst();
    }
}
