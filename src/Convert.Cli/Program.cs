return Refold.Cli.CommandLine.Run(args);
