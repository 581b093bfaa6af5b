package dev.rollcall.scim.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rollcall.scim.Json;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.error.ScimType;
import dev.rollcall.scim.message.BulkRequest.Method;
import dev.rollcall.scim.message.ServiceProviderConfig.BulkLimits;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BulkIT {

    private static final BulkLimits LIMITS = new BulkLimits(2, 100);

    @Test
    void operationsAreReadInOrder() {
        assertThat(BulkReader.read(
                        Json.value("{'schemas':['" + BulkRequest.SCHEMA + "'],'failOnErrors':1,'Operations':["
                                + "{'method':'post','bulkId':'q','path':'/Users','data':{'userName':'j'}},"
                                + "{'method':'DELETE','path':'/Groups/bulkId:q','version':'W/5','data':{}}]}"),
                        LIMITS,
                        Mode.STRICT))
                .isEqualTo(new BulkRequest(
                        1,
                        List.of(
                                new BulkRequest.Operation(
                                        Method.POST, "q", "Users", null, null, Json.value("{'userName':'j'}")),
                                new BulkRequest.Operation(Method.DELETE, null, "Groups", "bulkId:q", "W/5", null))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'method':'GET','path':'/Users'}|method must be POST, PUT, PATCH or DELETE",
                "{'path':'/Users'}|Operations[0].method",
                "{'method':'POST','bulkId':'q','path':'Users','data':{}}|path must be such as",
                "{'method':'POST','bulkId':'q','path':'/Users/1','data':{}}|must name an endpoint",
                "{'method':'PUT','path':'/Users','data':{}}|must name a resource",
                "{'method':'POST','path':'/Users','data':{}}|bulkId is required",
                "{'method':'PATCH','path':'/Users/1'}|data must be an object",
                "'DELETE /Users/1'|Operations[0] must be an object",
                "{'method':'DELETE','path':'/Users/1','version':5}|version must be a string",
                "{'method':'DELETE','bulkId':'q','path':'/Users/1'},{'method':'DELETE','bulkId':'q','path':'/Users/2'}"
                        + "|Operations[1].bulkId was given",
            })
    void whatIsNoOperationIsAnsweredInItsPlace(String operations, String detail) {
        List<BulkRequest.Entry> entries = BulkReader.read(
                        Json.value("{'Operations':[" + operations + "]}"), LIMITS, Mode.TOLERANT)
                .operations();
        ScimError error = ((BulkRequest.Unreadable) entries.get(entries.size() - 1)).error();
        assertThat(entries.subList(0, entries.size() - 1)).allMatch(BulkRequest.Operation.class::isInstance);
        assertThat(error.scimType()).isEqualTo(ScimType.INVALID_SYNTAX);
        assertThat(error.detail()).contains(detail);
    }

    @Test
    void theEnvelopeIsChecked() {
        assertThat(refusal("[]", Mode.TOLERANT).scimType()).isEqualTo(ScimType.INVALID_SYNTAX);
        assertThat(refusal("{'Operations':[]}", Mode.STRICT).detail()).contains(BulkRequest.SCHEMA);
        assertThat(refusal("{'Operations':[],'failOnErrors':-1}", Mode.TOLERANT).detail())
                .contains("at least 1");
        String zero = "{'schemas':['" + BulkRequest.SCHEMA + "'],'Operations':[],'failOnErrors':0}";
        assertThat(refusal(zero, Mode.STRICT).detail()).contains("at least 1");
        assertThat(BulkReader.read(Json.value(zero), LIMITS, Mode.TOLERANT).failOnErrors())
                .isNull();
    }

    @Test
    void eitherLimitIsNamedInTheRefusal() {
        ScimError tooMany = refusal("{'Operations':[1,2,3]}", Mode.TOLERANT);
        assertThat(tooMany.status()).isEqualTo(413);
        assertThat(tooMany.detail()).contains("at most 2 (maxOperations)");
        assertThatCode(() -> BulkReader.requireSize(100, LIMITS)).doesNotThrowAnyException();
        ScimException tooLarge = catchThrowableOfType(ScimException.class, () -> BulkReader.requireSize(101, LIMITS));
        assertThat(tooLarge.error().status()).isEqualTo(413);
        assertThat(tooLarge.error().detail()).contains("at most 100 (maxPayloadSize)");
    }

    @Test
    void resultsAreWrittenWithTheirStatusAsText() {
        ScimError error = ScimError.conflict("taken");
        assertThat(new BulkResponse(List.of(
                                new BulkResponse.Result("POST", "q", "https://x/Users/1", "W/1", 201, null),
                                new BulkResponse.Result("POST", "r", null, null, 409, error)))
                        .toJson())
                .isEqualTo(Json.value("{'schemas':['" + BulkResponse.SCHEMA + "'],'Operations':["
                        + "{'method':'POST','bulkId':'q','location':'https://x/Users/1','version':'W/1',"
                        + "'status':'201'},{'method':'POST','bulkId':'r','status':'409','response':" + error.toJson()
                        + "}]}"));
    }

    private static ScimError refusal(String body, Mode mode) {
        return catchThrowableOfType(ScimException.class, () -> BulkReader.read(Json.value(body), LIMITS, mode))
                .error();
    }
}
