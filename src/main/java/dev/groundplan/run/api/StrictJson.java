package dev.groundplan.run.api;

import java.io.IOException;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * Reads JSON bodies into the portal's records: a megabyte at most, each name once, nothing unknown
 * is ignored, nothing is converted. No message repeats what was sent: it may be a secret.
 */
class StrictJson extends AbstractHttpMessageConverter<Object> {
    static final int LIMIT = 1 << 20;

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .withCoercionConfigDefaults(
                            any ->
                                    Stream.of(CoercionInputShape.values())
                                            .filter(shape -> shape.name().startsWith("Empty"))
                                            .forEach(
                                                    shape ->
                                                            any.setCoercion(
                                                                    shape, CoercionAction.Fail)))
                    .withCoercionConfig(
                            LogicalType.Textual,
                            texts ->
                                    texts.setCoercion(
                                                    CoercionInputShape.Integer, CoercionAction.Fail)
                                            .setCoercion(
                                                    CoercionInputShape.Float, CoercionAction.Fail)
                                            .setCoercion(
                                                    CoercionInputShape.Boolean,
                                                    CoercionAction.Fail))
                    .withCoercionConfig(
                            LogicalType.Boolean,
                            flags ->
                                    flags.setCoercion(
                                                    CoercionInputShape.String, CoercionAction.Fail)
                                            .setCoercion(
                                                    CoercionInputShape.Integer,
                                                    CoercionAction.Fail))
                    .build();

    StrictJson() {
        super(MediaType.APPLICATION_JSON, new MediaType("application", "merge-patch+json"));
    }

    @Override
    protected boolean supports(Class<?> type) {
        return type.isRecord() && type.getPackageName().startsWith("dev.groundplan");
    }

    @Override
    protected boolean canWrite(@Nullable MediaType type) {
        return false;
    }

    @Override
    protected void writeInternal(Object value, HttpOutputMessage message) {
        throw new UnsupportedOperationException("Only reads.");
    }

    @Override
    protected Object readInternal(Class<?> type, HttpInputMessage message) throws IOException {
        return convert(parse(bytes(message)), type);
    }

    private static byte[] bytes(HttpInputMessage message) throws IOException {
        if (message.getHeaders().getContentLength() > LIMIT) {
            throw new BodyTooLargeException();
        }
        var body = message.getBody().readNBytes(LIMIT + 1);
        if (body.length > LIMIT) {
            throw new BodyTooLargeException();
        }
        return body;
    }

    private static JsonNode parse(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (StreamConstraintsException tooDeep) {
            throw new InvalidInputException(
                    "", "The JSON is nested too deeply, or a single part of it is too long.");
        } catch (StreamReadException | DatabindException malformed) {
            var at = malformed.getLocation();
            throw new MalformedBodyException(
                    at == null
                            ? "The body is not valid JSON."
                            : "The body is not valid JSON: line %d, column %d."
                                    .formatted(at.getLineNr(), at.getColumnNr()));
        }
    }

    private static Object convert(JsonNode tree, Class<?> type) {
        if (!tree.isObject()) {
            throw new MalformedBodyException("The body must be a JSON object.");
        }
        try {
            return JSON.treeToValue(tree, type);
        } catch (UnrecognizedPropertyException unknown) {
            throw new InvalidInputException(
                    pointer(unknown),
                    "There is no field of this name. The fields are: " + known(unknown) + ".");
        } catch (DatabindException other) {
            throw new InvalidInputException(
                    pointer(other), "Is of another type than this field takes.");
        }
    }

    private static String known(UnrecognizedPropertyException unknown) {
        return unknown.getKnownPropertyIds().stream()
                .map(Objects::toString)
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String pointer(DatabindException problem) {
        var pointer = JsonPointer.empty();
        for (var step : problem.getPath()) {
            var name = step.getPropertyName();
            pointer =
                    name == null
                            ? pointer.appendIndex(step.getIndex())
                            : pointer.appendProperty(name);
        }
        return pointer.toString();
    }
}
