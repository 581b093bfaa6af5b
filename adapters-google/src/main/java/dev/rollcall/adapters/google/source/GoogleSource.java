package dev.rollcall.adapters.google.source;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.adapters.google.source.api.GoogleApi;
import dev.rollcall.adapters.google.source.api.GoogleSettings;
import dev.rollcall.adapters.google.source.api.SharedLimits;
import dev.rollcall.spi.pull.DirectorySource;
import dev.rollcall.spi.pull.Notification;
import dev.rollcall.spi.pull.SourceField;
import dev.rollcall.spi.pull.SourceReader;
import dev.rollcall.spi.pull.SourceSettings;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The Directory API of Google Workspace (Admin SDK, {@code directory_v1}). */
public final class GoogleSource implements DirectorySource {

    private final InstantSource time;
    private final SharedLimits shared = new SharedLimits();

    public GoogleSource() {
        this(InstantSource.system());
    }

    /** One that signs with the time of this clock. */
    public GoogleSource(InstantSource time) {
        this.time = time;
    }

    @Override
    public List<SourceField> fields() {
        return GoogleSettings.FIELDS;
    }

    @Override
    public List<String> usualFields() {
        return List.of(GoogleSettings.KEY, GoogleSettings.ADMIN);
    }

    @Override
    public Optional<String> fieldOfGroups() {
        return Optional.of(GoogleSettings.GROUP_IDS);
    }

    @Override
    public void validate(SourceSettings settings) {
        GoogleSettings.of(settings);
    }

    @Override
    public SourceReader open(Vertx vertx, SourceSettings settings) {
        GoogleSettings read = GoogleSettings.of(settings);
        return new GoogleReader(new GoogleApi(vertx, read, time, shared), read);
    }

    /** A credential file without a key can be written by any user who knows the names in it; only the gateway's identity is proven by it. */
    @Override
    public Optional<String> domainToProve(SourceSettings settings) {
        GoogleSettings read = GoogleSettings.of(settings);
        String admin = read.admin();
        return read.federated() == null || admin == null
                ? Optional.empty()
                : Optional.of(admin.substring(admin.indexOf('@') + 1));
    }

    @Override
    public Optional<Notification> notification(Function<String, @Nullable String> header, String body) {
        return GoogleWatch.notification(header, body);
    }

    @Override
    public ObjectNode withoutGroups(ObjectNode settings, Collection<String> gone) {
        ObjectNode left = settings.deepCopy();
        if (left.path(GoogleSettings.GROUP_IDS) instanceof ArrayNode ids) {
            ArrayNode kept = left.putArray(GoogleSettings.GROUP_IDS);
            ids.forEach(id -> {
                if (!gone.contains(id.asText().strip())) {
                    kept.add(id);
                }
            });
        }
        return left;
    }
}
