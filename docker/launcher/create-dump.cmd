@echo off
rem Starts create-dump from its distribution on Windows. Exit code 2 where there is no JDK 25; all
rem others are create-dump's own.
setlocal
set "home=%~dp0.."
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
set plugins=
if exist "%home%\plugins" set plugins="-Dcreatedump.plugins=%home%\plugins"
"%java%" @"%home%\lib\java.options" -Xlog:disable %plugins% -cp "%home%\lib\create-dump.jar;%home%\lib\s3.jar;%home%\lib\gcs.jar;%home%\lib\azure.jar" dev.createdump.cli.Main %*
exit /b %ERRORLEVEL%

rem Takes a directory if it is a JDK 25, which its file "release" says.
:try
if not exist "%~1\bin\java.exe" exit /b 0
findstr /b /r /c:"JAVA_VERSION=.25[^0-9]" "%~1\release" >nul 2>&1 && set "java=%~1\bin\java.exe"
exit /b 0
