package dev.createdump.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The walls of the house, over the product's own classes as they were compiled.
class ArchitectureTest {
  private static final String ROOT = "dev.createdump";
  private static final String SPI = ROOT + ".spi..";
  private static final String ENGINE = ROOT + ".engine..";
  private static final String CLI = ROOT + ".cli..";
  private static final String GITHUB = ROOT + ".github..";
  private static final String GITLAB = ROOT + ".gitlab..";
  private static final String S3 = ROOT + ".s3..";
  private static final String GCS = ROOT + ".gcs..";
  private static final String AZURE = ROOT + ".azure..";

  private static final Set<String> CLOCKS =
      Set.of(
          "java.time.Instant.now",
          "java.time.LocalDate.now",
          "java.time.LocalDateTime.now",
          "java.time.ZonedDateTime.now",
          "java.time.OffsetDateTime.now",
          "java.time.Year.now",
          "java.time.Clock.systemUTC",
          "java.time.Clock.systemDefaultZone",
          "java.time.Clock.system",
          "java.lang.System.currentTimeMillis");

  private static JavaClasses product;

  @BeforeAll
  static void read() {
    product =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/testkit/"))
            .importPackages(ROOT);
    // A rule over nothing would always hold.
    for (String module : new String[] {SPI, ENGINE, CLI, GITHUB, GITLAB, S3, GCS, AZURE}) {
      assertThat(product.stream().filter(resideInAPackage(module)).count()).as(module).isPositive();
    }
  }

  private static void check(ArchRule rule) {
    rule.check(product);
  }

  private static ArchRule only(String from, String... to) {
    return noClasses()
        .that()
        .resideInAPackage(from)
        .should()
        .dependOnClassesThat(
            resideInAPackage(ROOT + "..")
                .and(not(resideInAPackage(from)))
                .and(not(resideInAnyPackage(to))));
  }

  @Test
  void arrowsPointDownwardsOnly() {
    check(only(SPI));
    check(only(ENGINE, SPI));
    check(only(CLI, ENGINE, SPI));
    check(only(GITHUB, SPI));
    check(only(GITLAB, SPI));
    check(only(S3, SPI));
    check(only(GCS, SPI));
    check(only(AZURE, SPI));
  }

  @Test
  void packagesFormNoCycles() {
    check(slices().matching(ROOT + ".(**)").should().beFreeOfCycles());
  }

  @Test
  void onlyTheCommandLinePrintsAndExits() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(CLI)
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .accessField(System.class, "in")
            .orShould()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "halt", int.class));
  }

  /// `Rehearsal` is the entry point of the run that trains the start-up cache.
  @Test
  void onlyEntryPointsEndTheProcess() {
    check(
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName(ROOT + ".cli.Main")
            .and()
            .doNotHaveFullyQualifiedName(ROOT + ".cli.Rehearsal")
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "halt", int.class));
  }

  @Test
  void theEnvironmentIsReadInOneClass() {
    check(
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName(ROOT + ".engine.base.Environment")
            .should()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class));
  }

  /// `Pace` waits for a server's rate limit, which is told in wall-clock time.
  @Test
  void theClockIsReadInOneClass() {
    check(
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName(ROOT + ".engine.base.RunClock")
            .and(
                not(
                    DescribedPredicate.describe(
                        "are the adapters' Pace", ArchitectureTest::isPace)))
            .should(
                callMethodWhere(
                    DescribedPredicate.<JavaMethodCall>describe(
                        "a clock is read",
                        call ->
                            CLOCKS.contains(
                                call.getTargetOwner().getName() + "." + call.getName())))));
  }

  private static boolean isPace(JavaClass type) {
    return type.getName().startsWith(ROOT + ".spi.support.forge.Pace");
  }

  @Test
  void whatWritesNeverSeesRawText() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(
                ROOT + ".engine.render..", ROOT + ".engine.report..", ROOT + ".engine.manifest..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + ".engine.source..", ROOT + ".engine.scan.."));
  }

  @Test
  void onlyTheRedactorMakesTextSafe() {
    check(
        constructors()
            .that()
            .areDeclaredInClassesThat()
            .haveNameMatching(".*\\.engine\\.redact\\.(Safe(Text|Content)|ProvenText)")
            .should()
            .bePackagePrivate()
            .orShould()
            .bePrivate());
    check(
        classes()
            .that()
            .areAssignableTo(ROOT + ".engine.redact.SafePatch")
            .should()
            .resideInAPackage(ROOT + ".engine.redact"));
  }

  /// A comment leaves through the two places that prove or redact it.
  @Test
  void commentsLeaveThroughProof() {
    check(
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName(ROOT + ".engine.report.Reporter")
            .and()
            .doNotHaveFullyQualifiedName(ROOT + ".cli.PostPrCommand$Post")
            .should(
                callMethodWhere(
                    DescribedPredicate.<JavaMethodCall>describe(
                        "a comment is written",
                        call ->
                            call.getName().equals("upsertComment")
                                && call.getTargetOwner().getName().equals(ROOT + ".spi.Forge")))));
  }

  /// Renderers get a stream that is searched; of the reports only `RunnerFiles` writes files, and
  /// it takes proven text.
  @Test
  void whatRendersOpensNoFiles() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(ROOT + ".engine.render..", ROOT + ".engine.report..")
            .and()
            .doNotHaveFullyQualifiedName(ROOT + ".engine.report.RunnerFiles")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.nio.file.Files")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching("java\\.io\\.File(OutputStream|Writer)"));
  }

  @Test
  void foreignLibrariesStayInTheirPlace() {
    stays("org.kohsuke..", GITHUB);
    stays("software.amazon..", S3);
    stays("com.google.cloud..", GCS);
    stays("com.google.auth..", GCS);
    stays("com.google.api..", GCS);
    stays("com.azure..", AZURE);
    stays("reactor..", AZURE);
    stays("picocli..", CLI);
    stays("org.eclipse.jgit..", ROOT + ".engine.source..");
    stays("com.knuddels..", ROOT + ".engine.token..");
    stays("org.tomlj..", ROOT + ".engine.policy..");
    stays("com.github.luben..", ROOT + ".engine.archive..");
    stays("com.fasterxml.jackson.databind..", GITHUB, GITLAB);
  }

  private static void stays(String library, String... homes) {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(homes)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(library));
  }

  @Test
  void everyPackageIsNullMarked() {
    Set<String> unmarked = new TreeSet<>();
    for (JavaClass type : product) {
      JavaPackage home = type.getPackage();
      if (!home.isAnnotatedWith(NullMarked.class)) {
        unmarked.add(home.getName());
      }
    }
    assertThat(unmarked).isEmpty();
  }
}
