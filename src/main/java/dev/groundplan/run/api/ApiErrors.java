package dev.groundplan.run.api;

import dev.groundplan.catalog.TemplateNotFoundException;
import dev.groundplan.environment.EnvironmentNotFoundException;
import dev.groundplan.environment.NameTakenException;
import dev.groundplan.form.ValueProblem;
import dev.groundplan.identity.UnknownTeamException;
import dev.groundplan.run.ConflictingRequestException;
import dev.groundplan.run.IllegalRunTransitionException;
import dev.groundplan.run.InvalidRequestException;
import dev.groundplan.run.InvalidValuesException;
import dev.groundplan.run.NotAllowedException;
import dev.groundplan.run.OutdatedRequestException;
import dev.groundplan.run.RunNotFoundException;
import dev.groundplan.run.RunService;
import dev.groundplan.run.approval.DecisionIncompleteException;
import dev.groundplan.run.approval.DecisionRefusedException;
import dev.groundplan.run.approval.DecisionTooLateException;
import java.util.List;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What programs are told when a request is refused: a problem document (RFC 9457). */
@RestControllerAdvice(annotations = RestController.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class ApiErrors {
    private final RunService runs;

    ApiErrors(RunService runs) {
        this.runs = runs;
    }

    @ExceptionHandler({
        EnvironmentNotFoundException.class,
        RunNotFoundException.class,
        TemplateNotFoundException.class,
        UnknownTeamException.class
    })
    ProblemDetail notFound(RuntimeException e) {
        return problem(HttpStatus.NOT_FOUND, e);
    }

    @ExceptionHandler({NotAllowedException.class, DecisionRefusedException.class})
    ProblemDetail forbidden(RuntimeException e) {
        return problem(HttpStatus.FORBIDDEN, e);
    }

    @ExceptionHandler
    ProblemDetail malformed(MalformedBodyException e) {
        return problem(HttpStatus.BAD_REQUEST, e);
    }

    @ExceptionHandler
    ProblemDetail tooLarge(BodyTooLargeException e) {
        return problem(HttpStatus.CONTENT_TOO_LARGE, e);
    }

    @ExceptionHandler
    ProblemDetail outdated(OutdatedRequestException e) {
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.PRECONDITION_FAILED,
                "The environment was changed since you read it. Read it again and decide again.");
    }

    @ExceptionHandler
    ProblemDetail taken(NameTakenException e) {
        return invalid(HttpStatus.CONFLICT, e, List.of(new ValueProblem("/name", text(e))));
    }

    @ExceptionHandler
    ProblemDetail conflict(ConflictingRequestException e) {
        return problem(HttpStatus.CONFLICT, e);
    }

    @ExceptionHandler
    ProblemDetail tooLate(DecisionTooLateException e) {
        var problem = problem(HttpStatus.CONFLICT, e);
        problem.setProperty("run", RunState.of(e.run()));
        return problem;
    }

    @ExceptionHandler
    ProblemDetail tooLate(IllegalRunTransitionException e) {
        var run = runs.get(e.run());
        var problem =
                ProblemDetail.forStatusAndDetail(
                        HttpStatus.CONFLICT,
                        run.status().isFinal()
                                ? "The run has ended already."
                                : "The run is in a state that does not allow this.");
        problem.setProperty("run", RunState.of(run));
        return problem;
    }

    @ExceptionHandler
    ProblemDetail incomplete(DecisionIncompleteException e) {
        return invalid(e, List.of(new ValueProblem("/" + e.field(), text(e))));
    }

    @ExceptionHandler
    ProblemDetail invalid(InvalidRequestException e) {
        return invalid(e, List.of(new ValueProblem("/" + e.field(), text(e))));
    }

    @ExceptionHandler
    ProblemDetail invalid(InvalidInputException e) {
        return invalid(e, e.problems());
    }

    @ExceptionHandler
    ProblemDetail invalid(InvalidValuesException e) {
        return invalid(
                e,
                e.problems().stream()
                        .map(p -> new ValueProblem("/values" + p.pointer(), p.message()))
                        .toList());
    }

    private static ProblemDetail invalid(RuntimeException e, List<ValueProblem> problems) {
        return invalid(HttpStatus.UNPROCESSABLE_CONTENT, e, problems);
    }

    private static ProblemDetail invalid(
            HttpStatus status, RuntimeException e, List<ValueProblem> problems) {
        var only = problems.size() == 1 && problems.get(0).pointer().isEmpty();
        var problem =
                ProblemDetail.forStatusAndDetail(
                        status, only ? problems.get(0).message() : text(e));
        problem.setProperties(Map.of("problems", problems));
        return problem;
    }

    private static ProblemDetail problem(HttpStatus status, RuntimeException e) {
        return ProblemDetail.forStatusAndDetail(status, text(e));
    }

    private static String text(RuntimeException e) {
        return String.valueOf(e.getMessage());
    }
}
