package dev.groundplan.run.api;

import dev.groundplan.page.DatabaseOutage;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.Order;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** What Spring MVC refuses by itself, and what nobody expected, in the words of the API. */
@RestControllerAdvice(annotations = RestController.class)
@Order(0)
class ApiMvcErrors extends ResponseEntityExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(ApiMvcErrors.class);

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        var problem = ProblemDetail.forStatusAndDetail(status, "Send a JSON object as the body.");
        return handleExceptionInternal(e, problem, headers, status, request);
    }

    /** An id that is none names nothing; other parameters say what they take. */
    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        var inPath =
                e instanceof MethodArgumentTypeMismatchException argument
                        && argument.getParameter().hasParameterAnnotation(PathVariable.class);
        var real = inPath ? HttpStatus.NOT_FOUND : HttpStatus.BAD_REQUEST;
        var problem =
                ProblemDetail.forStatusAndDetail(
                        real, inPath ? "There is nothing at this address." : parameter(e));
        return handleExceptionInternal(e, problem, headers, real, request);
    }

    private static String parameter(TypeMismatchException e) {
        var type = type(e);
        if (type == null || !type.isEnum()) {
            return "The parameter %s has a value that it does not take."
                    .formatted(e.getPropertyName());
        }
        return "The parameter %s takes: %s."
                .formatted(
                        e.getPropertyName(),
                        Arrays.stream(type.getEnumConstants())
                                .map(Object::toString)
                                .collect(Collectors.joining(", ")));
    }

    /** Of a list, the type of its elements. */
    private static @Nullable Class<?> type(TypeMismatchException e) {
        return e instanceof MethodArgumentTypeMismatchException argument
                        && argument.getParameter().getParameterType() == List.class
                ? ResolvableType.forMethodParameter(argument.getParameter()).getGeneric(0).resolve()
                : e.getRequiredType();
    }

    /** A body that is no JSON was taken for form fields; its text is not for the log. */
    @ExceptionHandler
    ProblemDetail form(RequestRejectedException e) {
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                "Send the body as JSON, with Content-Type: application/json.");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> busy(ConcurrencyFailureException e) {
        log.warn("A request came too often at once: {}", e.getMessage());
        var problem =
                ProblemDetail.forStatusAndDetail(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "Others are changing the same thing right now. Nothing was done; send it again.");
        return ResponseEntity.of(problem).header(HttpHeaders.RETRY_AFTER, "1").build();
    }

    /** The security filters answer those. */
    @ExceptionHandler({AuthenticationException.class, AccessDeniedException.class})
    void notHere(RuntimeException e) {
        throw e;
    }

    @ExceptionHandler
    ProblemDetail unexpected(RuntimeException e) {
        if (DatabaseOutage.causes(e)) {
            throw e; // a filter around everything answers that
        }
        var id = UUID.randomUUID();
        log.error("An API request failed; its answer names {}.", id, e);
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "The portal failed to do this. Its log says why beside the id " + id + ".");
    }
}
