@echo off
rem Starts create-dump from its distribution on Windows, as the script beside it does elsewhere, which
rem gives the reasons. Exit code 2 where there is no JDK 25; all others are create-dump's own.
setlocal disabledelayedexpansion
set "home=%~dp0.."
set "command=%~1"
set "second=%~2"

if "%second%"=="" (
  if "%command%"=="--version" goto version
  if "%command%"=="-V" goto version
)

set "java="
if exist "%home%\runtime\bin\java.exe" set "java=%home%\runtime\bin\java.exe"
if not defined java if defined JAVA_HOME call :try "%JAVA_HOME%"
if not defined java for %%j in (java.exe) do if not "%%~$PATH:j"=="" call :try "%%~dp$PATH:j.."
if not defined java for /d %%d in ("%ProgramFiles%\Eclipse Adoptium\jdk-25*" "%ProgramFiles%\Java\jdk-25*" "%ProgramFiles%\Microsoft\jdk-25*") do call :try "%%~d"
if not defined java (
  echo error: create-dump needs a JDK 25, and none was found 1>&2
  echo  hint: install one ^(https://adoptium.net^) and set JAVA_HOME to its directory 1>&2
  exit /b 2
)

set "trees="
for %%c in (single batch rollback archive) do if "%command%"=="%%c" set "trees=%home%\lib\trees"
set "native="
for %%c in (rollback archive) do if "%command%"=="%%c" set "native=--enable-native-access=ALL-UNNAMED"
if "%command% %second%"=="evidence query" set "native=--enable-native-access=ALL-UNNAMED"
if "%command% %second%"=="evidence compact" set "native=--enable-native-access=ALL-UNNAMED"

rem Windows itself takes --jobs=2 for two words; others that run this file do not.
set "memory=%CREATE_DUMP_MAX_MEMORY%"
set "jobs=%CREATE_DUMP_JOBS%"
set "before="
set "jit="
:words
if "%~1"=="" if "%1"=="" goto limits
if "%~1"=="--" goto limits
set "word=%~1"
if "%before%"=="--max-memory" set "memory=%word%"
if "%before%"=="--jobs" set "jobs=%word%"
if defined word if "%word:~0,13%"=="--max-memory=" set "memory=%word:~13%"
if defined word if "%word:~0,7%"=="--jobs=" set "jobs=%word:~7%"
if defined word if defined trees if not "%word:zst=%"=="%word%" set "native=--enable-native-access=ALL-UNNAMED"
if "%command%"=="upload" if exist "%~1" if not "%~z1"=="" if %~z1 GTR 33554432 set "jit=-XX:TieredStopAtLevel=4"
set "before=%word%"
shift /1
goto words

:limits
set "heap="
if not defined memory goto processors
set "mib="
set "unit=1"
if "%memory:~-3%"=="MiB" set "mib=%memory:~0,-3%"
if "%memory:~-3%"=="GiB" set "mib=%memory:~0,-3%"
if "%memory:~-3%"=="GiB" set "unit=1024"
if defined mib for /f "delims=0123456789" %%x in ("%mib%") do if not "%%x"=="" set "mib="
if not defined mib goto processors
if not "%mib:~0,6%"=="%mib%" goto processors
set /a mib=mib * unit
set /a young=mib / 6
if %mib% GEQ 64 set "heap=-Xmx%mib%m -Xmn%young%m"

:processors
set "processors="
if "%command%"=="batch" goto start
if not defined jobs goto start
if "%jobs:~0,1%"=="0" goto start
if not "%jobs:~0,3%"=="%jobs%" goto start
for /f "delims=0123456789" %%x in ("%jobs%") do if not "%%x"=="" goto start
set "processors=-XX:ActiveProcessorCount=%jobs%"

:start
if defined trees set trees=@"%trees%.options" "-XX:CompilerDirectivesFile=%trees%.compiler"
set plugins=
if exist "%home%\plugins" set plugins="-Dcreatedump.plugins=%home%\plugins"
"%java%" @"%home%\lib\java.options" %jit% %trees% %heap% %processors% -Xlog:disable %native% %plugins% -cp "%home%\lib\create-dump.jar;%home%\lib\s3.jar;%home%\lib\gcs.jar;%home%\lib\azure.jar" dev.createdump.cli.Main %*
exit /b %ERRORLEVEL%

:version
type "%home%\lib\version.txt"
exit /b 0

rem Takes a directory if it is a JDK 25, which its file "release" says.
:try
if not exist "%~1\bin\java.exe" exit /b 0
findstr /b /r /c:"JAVA_VERSION=.25[^0-9]" "%~1\release" >nul 2>&1 && set "java=%~1\bin\java.exe"
exit /b 0
