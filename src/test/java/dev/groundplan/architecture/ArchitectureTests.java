package dev.groundplan.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.groundplan.Groundplan;
import dev.groundplan.run.log.RunLog;
import java.time.Clock;
import java.util.Date;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.stereotype.Repository;

/** What the compiler can't see: who may start a process, ask for the time, talk to the database. */
class ArchitectureTests {
    private static final int MOST_ARGUMENTS = 6;

    private static JavaClasses portal;

    @BeforeAll
    static void readTheClasses() {
        portal =
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackagesOf(Groundplan.class);
    }

    @Test
    void startsProcessesInOnePlaceOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.groundplan.engine.process")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ProcessBuilder.class)
                .orShould(callMethodWhere(isNamed(Runtime.class, "exec")))
                .check(portal);
    }

    @Test
    void asksOnlyTheClockForTheTime() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("dev.groundplan.page.TimeConfiguration")
                .should(callMethodWhere(isNowWithoutAClock()))
                .orShould(callMethodWhere(isNamed(System.class, "currentTimeMillis")))
                .orShould(callMethodWhere(isSystemClock()))
                .orShould()
                .callConstructor(Date.class)
                .check(portal);
    }

    @Test
    void injectsNothingIntoFields() {
        fields().should()
                .notBeAnnotatedWith(Autowired.class)
                .andShould()
                .notBeAnnotatedWith(Value.class)
                .check(portal);
    }

    /**
     * The log is streamed to the browser as it is read: a service in between would only hand it on.
     */
    @Test
    void keepsTheDatabaseOutOfControllers() {
        noClasses()
                .that(are(Controller.class))
                .should()
                .dependOnClassesThat(are(Repository.class).and(isNot(RunLog.class)))
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(JdbcClient.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(JdbcOperations.class)
                .check(portal);
    }

    /** What a command says is its answer, and a log line is not. */
    @Test
    void writesToTheLogInsteadOfTheTerminal() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("dev.groundplan.command.Commands")
                .should(ACCESS_STANDARD_STREAMS)
                .orShould(callMethodWhere(isNamed(Throwable.class, "printStackTrace")))
                .check(portal);
    }

    /** A record may hold more: the parts of one page, by name. */
    @Test
    void givesComponentsAtMostSixCollaborators() {
        constructors()
                .that()
                .areDeclaredInClassesThat(are(Component.class))
                .and()
                .areDeclaredInClassesThat()
                .areNotRecords()
                .should(haveAtMostSixArguments())
                .check(portal);
    }

    @Test
    void leavesNoInterfaceWithOneImplementationNamedAfterIt() {
        classes()
                .should()
                .haveSimpleNameNotEndingWith("Impl")
                .andShould()
                .haveSimpleNameNotEndingWith("Util")
                .andShould()
                .haveSimpleNameNotEndingWith("Helper")
                .andShould()
                .haveSimpleNameNotEndingWith("Manager")
                .check(portal);
    }

    private static DescribedPredicate<JavaClass> are(Class<?> stereotype) {
        return describe(
                "carry @" + stereotype.getSimpleName(),
                type ->
                        type.isMetaAnnotatedWith(stereotype.getName())
                                || type.isAnnotatedWith(stereotype.getName()));
    }

    private static DescribedPredicate<JavaClass> isNot(Class<?> excepted) {
        return describe(
                "are not " + excepted.getSimpleName(), type -> !type.isEquivalentTo(excepted));
    }

    private static DescribedPredicate<JavaMethodCall> isNamed(Class<?> owner, String name) {
        return describe(
                owner.getSimpleName() + "." + name,
                call -> call.getName().equals(name) && call.getTargetOwner().isAssignableTo(owner));
    }

    private static DescribedPredicate<JavaMethodCall> isNowWithoutAClock() {
        return describe(
                "now() without a Clock",
                call ->
                        call.getName().equals("now")
                                && call.getTargetOwner().getPackageName().equals("java.time")
                                && call.getTarget().getRawParameterTypes().stream()
                                        .noneMatch(type -> type.isEquivalentTo(Clock.class)));
    }

    private static DescribedPredicate<JavaMethodCall> isSystemClock() {
        return describe(
                "a Clock of its own",
                call ->
                        call.getTargetOwner().isEquivalentTo(Clock.class)
                                && call.getName().startsWith("system"));
    }

    private static ArchCondition<JavaConstructor> haveAtMostSixArguments() {
        return new ArchCondition<>("have at most " + MOST_ARGUMENTS + " arguments") {
            @Override
            public void check(JavaConstructor constructor, ConditionEvents events) {
                int arguments = constructor.getRawParameterTypes().size();
                events.add(
                        new SimpleConditionEvent(
                                constructor,
                                arguments <= MOST_ARGUMENTS,
                                constructor.getFullName() + " has " + arguments + " arguments"));
            }
        };
    }
}
